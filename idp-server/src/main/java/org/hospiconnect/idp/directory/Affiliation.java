package org.hospiconnect.idp.directory;

import java.time.LocalDate;
import java.util.Optional;

/** A person works for an establishment from one day to another (both included). */
public record Affiliation(String finess, LocalDate start, Optional<LocalDate> end) {}
