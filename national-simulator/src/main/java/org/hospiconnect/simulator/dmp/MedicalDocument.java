package org.hospiconnect.simulator.dmp;

/**
 * One fictional document of a record.
 *
 * @param number ends its unique id
 * @param type LOINC code and label, as {@code typeCode} of XDS
 * @param created {@code yyyyMMddHHmmss}, UTC
 */
record MedicalDocument(int number, String title, DocumentType type, String created, Author author) {

    record DocumentType(String code, String label) {}

    record Author(String person, String institution) {}
}
