package org.hospiconnect.idp.authenticator;

import java.util.List;
import java.util.Optional;
import org.hospiconnect.idp.directory.Identifier;
import org.hospiconnect.idp.directory.People;
import org.hospiconnect.idp.directory.Person;
import org.springframework.stereotype.Component;

/** People by the one name that each types to sign in. */
@Component
public class TypedNames {

    private static final int LONGEST = 80;

    private final People people;

    TypedNames(People people) {
        this.people = people;
    }

    /** The matricule; whoever has none types the RPPS number, else the local id. */
    public static String of(Person person) {
        return person.identifier(Identifier.Type.MATRICULE)
                .or(() -> person.identifier(Identifier.Type.RPPS))
                .map(Identifier::value)
                .orElseGet(() -> person.id().toString());
    }

    /** What was typed, blanks around it aside; empty when it is nothing, too long for anybody's name, or nobody's can be so. */
    public static Optional<String> read(String typed) {
        return Optional.of(typed.strip()).filter(name -> !name.isEmpty()).filter(TypedNames::mayBe);
    }

    /** Is it bounded, and without control characters? */
    public static boolean mayBe(String name) {
        return name.length() <= LONGEST && name.chars().noneMatch(Character::isISOControl);
    }

    /** By this one name only: of two names of one person whoever asks would learn that both are theirs. */
    public Optional<Person> find(String name) {
        List<Person> named = people.findByWord(name);
        return named.size() == 1
                ? Optional.of(named.getFirst()).filter(person -> of(person).equals(name))
                : Optional.empty();
    }
}
