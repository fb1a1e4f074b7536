package org.hospiconnect.idp.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which applications were opened in sessions. */
public interface OpenedApplications {

    /** {@code client_id}s by sid; sessions in which none was opened are missing. */
    Map<String, List<String>> in(Collection<String> sids);
}
