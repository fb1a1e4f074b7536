package org.hospiconnect.dpi.chart;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Controlled drugs that wait for their signature: one for each person and patient, in memory. */
@Component
class PendingOrders {

    private final Map<Key, PrescriptionDraft> waiting = new ConcurrentHashMap<>();

    private record Key(String subject, String ipp) {}

    PendingOrders() {}

    void put(PrescriptionDraft order) {
        waiting.put(new Key(order.subject(), order.ipp()), order);
    }

    Optional<PrescriptionDraft> find(String subject, String ipp) {
        return Optional.ofNullable(waiting.get(new Key(subject, ipp)));
    }

    /** True for one caller: an order is signed once. */
    boolean remove(PrescriptionDraft order) {
        return waiting.remove(new Key(order.subject(), order.ipp()), order);
    }
}
