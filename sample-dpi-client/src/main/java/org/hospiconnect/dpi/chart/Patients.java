package org.hospiconnect.dpi.chart;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The fictional patients, from {@code chart/patients.json}. */
@Component
public class Patients {

    private final List<Patient> all;

    Patients(JsonMapper json) {
        try (InputStream file = new ClassPathResource("chart/patients.json").getInputStream()) {
            this.all = List.of(json.readValue(file, Patient[].class));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public List<Patient> all() {
        return all;
    }

    public Optional<Patient> find(String ipp) {
        return all.stream().filter(patient -> patient.ipp().equals(ipp)).findFirst();
    }
}
