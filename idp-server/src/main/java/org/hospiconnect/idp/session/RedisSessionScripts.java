package org.hospiconnect.idp.session;

import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/** What {@link RedisSessions} does in one step, so that two requests of one person do not undo each other. */
final class RedisSessionScripts {

    private RedisSessionScripts() {}

    static final RedisScript<Long> OPEN = new DefaultRedisScript<>("""
            redis.call('hset', KEYS[1], unpack(ARGV, 2))
            redis.call('pexpire', KEYS[1], ARGV[1])
            return 1
            """, Long.class);

    // Of two proofs at once both stay; of those that were made somewhere else none does.
    static final RedisScript<Long> ADD_PROOF = new DefaultRedisScript<>("""
            local proofs = redis.call('hget', KEYS[1], 'proofs')
            if not proofs then return 0 end
            local before = ARGV[6] == 'same' and string.sub(proofs, 1, -2) .. ',' or '['
            redis.call('hset', KEYS[1], 'proofs', before .. ARGV[1] .. ']',
                'cookie', ARGV[2], 'activity', ARGV[3], 'place', ARGV[5])
            redis.call('pexpire', KEYS[1], ARGV[4])
            return 1
            """, Long.class);

    // One field; the time to live stays.
    static final RedisScript<Long> NOTE = new DefaultRedisScript<>("""
            if redis.call('exists', KEYS[1]) == 0 then return 0 end
            redis.call('hset', KEYS[1], ARGV[1], ARGV[2])
            return 1
            """, Long.class);

    // Of two that shorten at once the stricter stays. A server of before wrote no limits.
    static final RedisScript<Long> SHORTEN = new DefaultRedisScript<>("""
            if redis.call('exists', KEYS[1]) == 0 then return 0 end
            for i = 1, #ARGV, 2 do
                local kept = tonumber(redis.call('hget', KEYS[1], ARGV[i]) or ARGV[i + 1])
                redis.call('hset', KEYS[1], ARGV[i], math.min(kept, tonumber(ARGV[i + 1])))
            end
            return 1
            """, Long.class);

    // Reads, and notes that somebody is there: only whoever holds the cookie, or an application without one; only in
    // time,
    // not more often than the step.
    static final RedisScript<String> VISIT = new DefaultRedisScript<>("""
            local read = redis.call('hgetall', KEYS[1])
            local fields = {}
            for i = 1, #read, 2 do fields[read[i]] = read[i + 1] end
            if not fields['person'] or ARGV[1] ~= '' and fields['cookie'] ~= ARGV[1] then return '{}' end
            local now = tonumber(ARGV[2])
            local idle = math.min(tonumber(ARGV[4]), tonumber(fields['idle'] or ARGV[4]))
            local ends = tonumber(fields['opened']) + math.min(tonumber(ARGV[5]), tonumber(fields['lifetime'] or ARGV[5]))
            local activity = tonumber(fields['activity'])
            if now - activity >= tonumber(ARGV[3]) and now < math.min(ends, activity + idle) then
                redis.call('hset', KEYS[1], 'activity', ARGV[2])
                redis.call('pexpire', KEYS[1], math.min(ends, now + idle) - now)
            end
            return cjson.encode(fields)
            """, String.class);

    // Says whose it was.
    static final RedisScript<String> END = new DefaultRedisScript<>("""
            local person = redis.call('hget', KEYS[1], 'person')
            redis.call('del', KEYS[1])
            return person
            """, String.class);
}
