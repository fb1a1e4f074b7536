package org.hospiconnect.idp.authenticator;

import org.hospiconnect.idp.directory.Person;

/** A person behind an activation code is about to register a means; {@code enrolment} owns the challenge. */
public record EnrolmentAttempt(String enrolment, Person person, String source) {}
