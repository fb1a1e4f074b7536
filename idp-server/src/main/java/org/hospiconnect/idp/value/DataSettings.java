package org.hospiconnect.idp.value;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The folder for all that this server keeps on disk.
 *
 * @param folder embedded stores, key-encryption key, operator's socket, last signed end of the trail, development certificates; mode 0700
 */
@ConfigurationProperties(prefix = "hospiconnect.data", ignoreUnknownFields = false)
public record DataSettings(@DefaultValue(".hospiconnect") Path folder) {

    /** Authorities and certificates made for development; production refuses to use them. */
    public Path development() {
        return folder.resolve("development");
    }
}
