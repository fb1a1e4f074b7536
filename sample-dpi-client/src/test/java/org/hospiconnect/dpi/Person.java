package org.hospiconnect.dpi;

/** Whom the next sign-in brings; {@code age}: seconds since the proof. */
record Person(String subject, String matricule, String level, long age, String sid) {

    static Person usual() {
        return new Person("local-1", "M-TEST-1", "eidas/substantial", 0, "sid-1");
    }

    Person as(String otherSubject, String otherMatricule) {
        return new Person(otherSubject, otherMatricule, level, age, sid);
    }

    Person at(String otherLevel) {
        return new Person(subject, matricule, otherLevel, age, sid);
    }

    Person aged(long seconds) {
        return new Person(subject, matricule, level, seconds, sid);
    }

    Person within(String otherSid) {
        return new Person(subject, matricule, level, age, otherSid);
    }
}
