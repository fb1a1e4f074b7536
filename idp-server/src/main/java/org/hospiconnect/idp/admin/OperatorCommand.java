package org.hospiconnect.idp.admin;

import java.util.List;

/** One operator's command, as typed after {@code ./hospiconnect}; one bean per command. */
public interface OperatorCommand {

    /** {@code ["people", "import"]}. */
    List<String> words();

    /** One line: arguments, then what it does. */
    String usage();

    /** Runs inside the server, in the operator's name; returns the exit code (0 done, 1 refused, 2 wrong use). */
    int run(OperatorCall call);
}
