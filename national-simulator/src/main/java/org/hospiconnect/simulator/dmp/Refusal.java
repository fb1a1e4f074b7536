package org.hospiconnect.simulator.dmp;

/** One thing that is wrong, and the element or value that shows it. */
record Refusal(Flaw flaw, String detail) {

    String sentence() {
        return flaw.sentence() + " : " + detail + ".";
    }
}
