package org.hospiconnect.idp.workstation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hospiconnect.idp.value.Bytes;

/** The posts of the group, and their browsers. */
interface Posts {

    /** False when a post of this name is there already in its establishment. In the caller's transaction. */
    boolean add(Post post, Code code);

    /** For a post that is not enrolled yet: the code before this one opens nothing. */
    void giveCode(String post, Code code);

    /** Makes this browser the code's post; empty when the code opens nothing. In the caller's transaction; one caller wins. */
    Optional<Post> enrol(Bytes codeHash, PostBrowser browser, Post.Enrolled enrolled);

    /** By the first half of the cookie; at most 5 s old, or 60 s while the store is away. */
    Optional<BoundPost> find(Bytes family);

    /** The same as it is now. */
    Optional<BoundPost> findNow(Bytes family);

    /** Replaces {@code before}; false when somebody else did. */
    boolean replace(PostBrowser before, PostBrowser after);

    /** False when it had ended. In the caller's transaction. */
    boolean end(String post, Instant at);

    /** Those that have not ended, by establishment and name; ended ones after them. */
    List<Post> all();

    /** Of posts that have some of their own, by id: they are few, and read together; at most 5 s old, or 60 s while the store is away. */
    Map<String, PostLimits> limits();

    /** By id, or by the name of one that has not ended. */
    List<Post> findByWord(String word);

    /**
     * A code before it is typed.
     *
     * @param madeBy actor
     */
    record Code(Bytes hash, Instant expiresAt, String madeBy) {}
}
