package org.hospiconnect.simulator.dmp;

import org.springframework.stereotype.Component;

/** The misbehaviour that is on; back to normal at each start. */
@Component
public class DmpSwitch {

    private volatile DmpMode mode = DmpMode.NORMAL;

    DmpSwitch() {}

    public DmpMode mode() {
        return mode;
    }

    public void turn(DmpMode wanted) {
        mode = wanted;
    }
}
