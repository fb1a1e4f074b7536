comment on table ended_sessions is
    'sid of a session that was ended, or person: and an id: all sessions of that person that were opened until ended_at';
