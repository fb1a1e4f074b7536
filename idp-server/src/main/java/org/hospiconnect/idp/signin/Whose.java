package org.hospiconnect.idp.signin;

import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Whose session a page answers for: named on each page that a code may follow without another proof, so that whoever sits down before it
 * does not press for somebody else.
 */
@Component
class Whose {

    private final People people;

    Whose(People people) {
        this.people = people;
    }

    /** {@code name} for the page, {@code who} for its form. */
    void tell(Session session, Model model) {
        people.find(session.person())
                .ifPresent(person ->
                        model.addAttribute("name", person.exerciseName().display()));
        model.addAttribute("who", mark(session));
    }

    /** Is it the session that the page was about? */
    static boolean isMeant(Session session, String who) {
        return mark(session).equals(who);
    }

    private static String mark(Session session) {
        return RedisSignIns.hash("who:" + session.sid());
    }
}
