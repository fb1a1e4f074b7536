package org.hospiconnect.simulator;

/** What an operator has to mend before a start; said in one line. */
class CannotStart extends RuntimeException {

    CannotStart(String line) {
        super(line);
    }
}
