package org.hospiconnect.idp.directory;

import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a person as the SQL function {@code person_document} tells it. */
@Component
public class PersonDocuments {

    private static final TypeReference<List<Identifier>> IDENTIFIERS = new TypeReference<>() {};

    private final JsonMapper json;

    PersonDocuments(JsonMapper json) {
        this.json = json;
    }

    public Person read(String document) {
        JsonNode members = json.readTree(document);
        return json.treeToValue(members, PersonRow.class)
                .person(json.convertValue(members.required("identifiers"), IDENTIFIERS));
    }
}
