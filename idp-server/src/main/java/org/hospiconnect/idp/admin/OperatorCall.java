package org.hospiconnect.idp.admin;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.hospiconnect.idp.value.Bytes;

/**
 * One call from the Unix socket.
 *
 * @param actor the OS user on the other side, {@code os:root}
 * @param arguments what follows the command's words
 * @param files content of each argument that named a readable file on the caller's side, by that argument
 * @param out lines for the caller's terminal, flushed line by line, so that progress is seen
 */
public record OperatorCall(String actor, List<String> arguments, Map<String, Bytes> files, PrintWriter out) {

    public OperatorCall {
        arguments = List.copyOf(arguments);
        files = Map.copyOf(files);
    }
}
