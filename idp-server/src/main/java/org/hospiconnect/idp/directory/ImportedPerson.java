package org.hospiconnect.idp.directory;

import java.util.List;

/**
 * What an import made of one person of the file, for the operator's eyes.
 *
 * @param lines where the person stands
 * @param who name and matricule; empty when the lines can't be read
 * @param notes what changes, what is wrong (with the column), or whom it may be
 * @param warnings what hinders nothing and should be looked at
 */
public record ImportedPerson(List<Integer> lines, Kind kind, String who, List<String> notes, List<String> warnings) {

    public enum Kind {
        NEW,
        CHANGED,
        UNCHANGED,
        HOMONYM_TO_DECIDE,
        FAULTY;

        /** Is there nothing to put right before it is imported? */
        public boolean isSound() {
            return this != HOMONYM_TO_DECIDE && this != FAULTY;
        }
    }

    public ImportedPerson {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    static ImportedPerson of(WantedPerson wanted, ImportVerdict verdict, List<String> warnings) {
        return switch (verdict) {
            case ImportVerdict.New _ ->
                new ImportedPerson(wanted.lines(), Kind.NEW, wanted.shown(), List.of(), warnings);
            case ImportVerdict.Changed changed ->
                new ImportedPerson(wanted.lines(), Kind.CHANGED, wanted.shown(), changed.parts(), warnings);
            case ImportVerdict.Unchanged _ ->
                new ImportedPerson(wanted.lines(), Kind.UNCHANGED, wanted.shown(), List.of(), warnings);
            case ImportVerdict.Homonym(var of) ->
                new ImportedPerson(
                        wanted.lines(),
                        Kind.HOMONYM_TO_DECIDE,
                        wanted.shown(),
                        List.of("same as " + of + "?"),
                        warnings);
            case ImportVerdict.Faulty(var reason) ->
                new ImportedPerson(wanted.lines(), Kind.FAULTY, wanted.shown(), List.of(reason), warnings);
        };
    }
}
