package org.hospiconnect.idp;

import io.lettuce.core.RedisClient;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Counts what a server asks its stores: each Redis command; each statement or batch of PostgreSQL, each commit and rollback
 * ({@code begin} travels with the first statement). Nothing scheduled may run meanwhile.
 */
public final class RoundTrips implements BeanPostProcessor {

    private static final Set<String> AT_THE_END = Set.of("commit", "rollback");

    private final ConcurrentLinkedQueue<String> redis = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> postgres = new ConcurrentLinkedQueue<>();

    public RoundTrips() {}

    /** What one flow asked. */
    public record Count(List<String> redis, List<String> postgres) {}

    public Count of(Runnable flow) {
        redis.clear();
        postgres.clear();
        flow.run();
        return new Count(new ArrayList<>(redis), new ArrayList<>(postgres));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof LettuceConnectionFactory factory
                && factory.getNativeClient() instanceof RedisClient client) {
            client.addListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    redis.add(event.getCommand().getType().toString());
                }
            });
        }
        return bean instanceof DataSource source ? proxy(DataSource.class, source, this::connection) : bean;
    }

    private Object connection(Method method, Object answer) {
        return answer instanceof Connection connection ? proxy(Connection.class, connection, this::statement) : answer;
    }

    private Object statement(Method method, Object answer) {
        if (AT_THE_END.contains(method.getName())) {
            postgres.add(method.getName());
        }
        if (answer instanceof PreparedStatement prepared) {
            return proxy(PreparedStatement.class, prepared, this::asked);
        }
        return answer instanceof Statement plain ? proxy(Statement.class, plain, this::asked) : answer;
    }

    private Object asked(Method method, Object answer) {
        if (method.getName().startsWith("execute")) {
            postgres.add(method.getName());
        }
        return answer;
    }

    /** What becomes of an answer. */
    private interface Seen {

        Object after(Method method, Object answer);
    }

    private static <T> T proxy(Class<T> type, T target, Seen seen) {
        InvocationHandler handler = (_, method, arguments) -> {
            try {
                return seen.after(method, method.invoke(target, arguments));
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
