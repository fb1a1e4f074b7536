package org.hospiconnect.dpi.chart;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** What was signed since the start: in memory, gone with the process. */
@Component
public class Prescriptions {

    private final ConcurrentHashMap<String, List<Prescription>> byPatient = new ConcurrentHashMap<>();

    Prescriptions() {}

    void add(String ipp, Prescription signed) {
        byPatient.computeIfAbsent(ipp, first -> new CopyOnWriteArrayList<>()).add(signed);
    }

    public List<Prescription> of(String ipp) {
        return List.copyOf(byPatient.getOrDefault(ipp, List.of()));
    }
}
