package org.hospiconnect.idp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who must hear that a session has ended. Notices become due in the transaction that ends the session, whoever ends it: the
 * store sees to it.
 */
public interface LogoutNotices {

    /** For the statement that grants something: from then on the application must hear when the session ends. */
    AwaitedLogout awaited(Session session, String client);

    /** The applications that have something to hear now. */
    List<String> clientsWithDue();

    /**
     * Takes some of the application's due notices for one try each; no other server takes them before {@code patience} is over,
     * and then only if this one was not heard of again.
     */
    List<LogoutNotice> take(String client, int most, Duration patience);

    /** It is known how the notice ended; in the caller's transaction. */
    void settle(LogoutNotice notice, LogoutNotice.State state, Optional<Integer> status);

    /** The try failed; another one after {@code pause}. */
    void postpone(LogoutNotice notice, Optional<Integer> status, Duration pause);

    /** Sessions that are to be looked at now, oldest first. */
    List<String> sessionsToLookAt(int most);

    /** The session is still there. */
    void lookAgain(String sid, Instant at);

    /** The session is gone; false when its notices are due already. In the caller's transaction. */
    boolean becomeDue(String sid);

    /** All but waiting ones, latest first; of one application or of all. */
    List<LogoutNotice> latest(Optional<String> client, int most);
}
