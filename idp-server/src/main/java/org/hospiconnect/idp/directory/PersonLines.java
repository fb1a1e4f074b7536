package org.hospiconnect.idp.directory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The lines of a file, those of one person together. */
final class PersonLines implements Iterator<List<PeopleLine>> {

    /** More lines than anybody has work situations. */
    private static final int MOST = 50;

    private final PeopleFile file;
    private Optional<PeopleLine> next;

    PersonLines(PeopleFile file) {
        this.file = file;
        this.next = file.next();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public List<PeopleLine> next() {
        var lines = new ArrayList<PeopleLine>();
        lines.add(next.orElseThrow(NoSuchElementException::new));
        next = file.next();
        while (lines.size() < MOST && next.filter(lines.getLast()::isSamePerson).isPresent()) {
            lines.add(next.orElseThrow());
            next = file.next();
        }
        return lines;
    }
}
