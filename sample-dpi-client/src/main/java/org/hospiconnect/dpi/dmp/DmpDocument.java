package org.hospiconnect.dpi.dmp;

import java.time.LocalDate;

/** One line of the list that the DMP answers. */
record DmpDocument(String title, String type, LocalDate date, String author, String institution) {}
