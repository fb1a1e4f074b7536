package org.hospiconnect.idp.admin;

import java.util.List;
import org.hospiconnect.idp.directory.Suspensions;
import org.springframework.stereotype.Component;

/** {@code person reinstate PERSON}: lifts a suspension. */
@Component
class PersonReinstateCommand implements OperatorCommand {

    private final MeansDesk desk;
    private final Suspensions suspensions;

    PersonReinstateCommand(MeansDesk desk, Suspensions suspensions) {
        this.desk = desk;
        this.suspensions = suspensions;
    }

    @Override
    public List<String> words() {
        return List.of("person", "reinstate");
    }

    @Override
    public String usage() {
        return "person reinstate PERSON — lifts a suspension, which no people file does";
    }

    @Override
    public int run(OperatorCall call) {
        return desk.person(this, call, person -> {
            boolean lifted = suspensions.lift(person.id(), call.actor());
            call.out()
                    .println(call.arguments().getFirst()
                            + (lifted ? " may work again" : " is not suspended: " + person.state()));
            return lifted ? 0 : 1;
        });
    }
}
