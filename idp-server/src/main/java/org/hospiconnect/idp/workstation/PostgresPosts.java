package org.hospiconnect.idp.workstation;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hospiconnect.idp.value.Bytes;
import org.hospiconnect.idp.value.Copies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class PostgresPosts implements Posts {

    private static final int MOST = 20_000;
    private static final String ALL = "all";

    private final JdbcClient jdbc;
    private final Copies<Bytes, BoundPost> copies;
    private final Copies<String, Map<String, PostLimits>> limits;

    PostgresPosts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.copies = new Copies<>(clock, MOST);
        this.limits = new Copies<>(clock, 1);
    }

    @Override
    public boolean add(Post post, Code code) {
        limits.forgetAll();
        return jdbc.sql("""
                        insert into posts (id, name, establishment, class, ranges, added_by, added_at, code_hash, code_expires_at,
                            own_idle, own_kinds)
                        values (:id, :name, :establishment, :class, :ranges, :by, :at, :hash, :expires,
                            :idle, :kinds)
                        on conflict (establishment, lower(name)) where ended_at is null do nothing
                        """)
                        .param("id", post.id())
                        .param("name", post.name())
                        .param("establishment", post.establishment())
                        .param("class", post.postClass().name())
                        .param("ranges", post.ranges().toArray(String[]::new))
                        .param("by", code.madeBy())
                        .param("at", utc(post.addedAt()))
                        .param("hash", code.hash().toArray())
                        .param("expires", utc(code.expiresAt()))
                        .param(
                                "idle",
                                post.own().idle().map(Duration::toSeconds).orElse(null),
                                Types.INTEGER)
                        .param("kinds", post.own().kinds().toArray(String[]::new))
                        .update()
                == 1;
    }

    @Override
    public void giveCode(String post, Code code) {
        jdbc.sql("""
                update posts set code_hash = :hash, code_expires_at = :expires
                where id = :id and enrolled_at is null and ended_at is null
                """)
                .param("hash", code.hash().toArray())
                .param("expires", utc(code.expiresAt()))
                .param("id", post)
                .update();
    }

    @Override
    public Optional<Post> enrol(Bytes codeHash, PostBrowser browser, Post.Enrolled enrolled) {
        Optional<Post> post = jdbc.sql("""
                update posts set code_hash = null, enrolled_at = :at, enrolled_from = :from
                where code_hash = :hash and code_expires_at > :at and ended_at is null returning *
                """)
                .param("at", utc(enrolled.at()))
                .param("from", enrolled.from())
                .param("hash", codeHash.toArray())
                .query(PostgresPosts::post)
                .optional();
        post.ifPresent(found -> jdbc.sql("""
                insert into post_browsers (family, post, value, turned_at, seen) values (:family, :post, :value, :at, false)
                """)
                .param("family", browser.family().toArray())
                .param("post", found.id())
                .param("value", browser.value().toArray())
                .param("at", utc(browser.turnedAt()))
                .update());
        return post;
    }

    @Override
    public Optional<BoundPost> find(Bytes family) {
        return copies.find(family, () -> findNow(family));
    }

    @Override
    public Optional<BoundPost> findNow(Bytes family) {
        return jdbc.sql("select p.*, b.* from post_browsers b join posts p on p.id = b.post where b.family = :family")
                .param("family", family.toArray())
                .query((row, number) -> new BoundPost(post(row, number), browser(row)))
                .optional();
    }

    @Override
    public boolean replace(PostBrowser before, PostBrowser after) {
        boolean replaced = jdbc.sql("""
                        update post_browsers set value = :value, previous = :previous, skipped = :skipped, turned_at = :at, seen = :seen
                        where family = :family and value = :before
                        """)
                        .param("value", after.value().toArray())
                        .param("previous", after.previous().map(Bytes::toArray).orElse(null))
                        .param("skipped", after.skipped().map(Bytes::toArray).orElse(null))
                        .param("at", utc(after.turnedAt()))
                        .param("seen", after.seen())
                        .param("family", before.family().toArray())
                        .param("before", before.value().toArray())
                        .update()
                == 1;
        copies.forget(before.family());
        return replaced;
    }

    @Override
    public boolean end(String post, Instant at) {
        boolean ended =
                jdbc.sql("update posts set ended_at = :at, code_hash = null where id = :id and ended_at is null")
                                .param("at", utc(at))
                                .param("id", post)
                                .update()
                        == 1;
        jdbc.sql("select family from post_browsers where post = :id")
                .param("id", post)
                .query((row, _) -> Bytes.of(row.getBytes("family")))
                .list()
                .forEach(copies::forget);
        return ended;
    }

    @Override
    public List<Post> all() {
        return jdbc.sql("select * from posts order by ended_at nulls first, establishment, lower(name)")
                .query(PostgresPosts::post)
                .list();
    }

    @Override
    public Map<String, PostLimits> limits() {
        return limits.find(ALL, () -> Optional.of(limitsNow())).orElseThrow();
    }

    private Map<String, PostLimits> limitsNow() {
        return jdbc
                .sql("select * from posts where ended_at is null and (own_idle is not null or own_kinds <> '{}')")
                .query(PostgresPosts::post)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Post::id, Post::own));
    }

    @Override
    public List<Post> findByWord(String word) {
        return jdbc.sql("""
                select * from posts where id = :word or (lower(name) = lower(:word) and ended_at is null)
                order by establishment
                """).param("word", word).query(PostgresPosts::post).list();
    }

    private static Post post(ResultSet row, int number) throws SQLException {
        Array ranges = row.getArray("ranges");
        return new Post(
                row.getString("id"),
                row.getString("name"),
                row.getString("establishment"),
                PostClass.valueOf(row.getString("class")),
                List.of((String[]) ranges.getArray()),
                own(row),
                at(row, "added_at").orElseThrow(),
                at(row, "code_expires_at").orElseThrow(),
                enrolled(row),
                at(row, "ended_at"));
    }

    private static PostLimits own(ResultSet row) throws SQLException {
        var idle = Optional.ofNullable(row.getObject("own_idle", Integer.class));
        return new PostLimits(idle.map(Duration::ofSeconds), List.of((String[])
                row.getArray("own_kinds").getArray()));
    }

    private static Optional<Post.Enrolled> enrolled(ResultSet row) throws SQLException {
        String from = row.getString("enrolled_from");
        return at(row, "enrolled_at").map(at -> new Post.Enrolled(at, from));
    }

    private static PostBrowser browser(ResultSet row) throws SQLException {
        return new PostBrowser(
                Bytes.of(row.getBytes("family")),
                Bytes.of(row.getBytes("value")),
                Optional.ofNullable(row.getBytes("previous")).map(Bytes::of),
                Optional.ofNullable(row.getBytes("skipped")).map(Bytes::of),
                at(row, "turned_at").orElseThrow(),
                row.getBoolean("seen"));
    }

    private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
