package org.hospiconnect.journeys;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.util.ArrayList;
import java.util.List;

/** The virtual security keys of one page: plugged, copied from another page, and touched by their owner or not. */
record Keys(CDPSession devtools) {

    /** Keeps discoverable credentials and verifies its user; its id. */
    String plug() {
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "usb");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        var request = new JsonObject();
        request.add("options", options);
        return devtools.send("WebAuthn.addVirtualAuthenticator", request)
                .get("authenticatorId")
                .getAsString();
    }

    List<JsonElement> credentials(String key) {
        var all = new ArrayList<JsonElement>();
        devtools.send("WebAuthn.getCredentials", of(key))
                .getAsJsonArray("credentials")
                .forEach(all::add);
        return all;
    }

    /** From now on it is a copy of this one, and of no other. */
    void holds(String key, JsonElement credential) {
        devtools.send("WebAuthn.clearCredentials", of(key));
        var request = of(key);
        request.add("credential", credential);
        devtools.send("WebAuthn.addCredential", request);
    }

    /** Does its owner touch it when it blinks? */
    void touched(String key, boolean touched) {
        var request = of(key);
        request.addProperty("enabled", touched);
        devtools.send("WebAuthn.setAutomaticPresenceSimulation", request);
    }

    private static JsonObject of(String key) {
        var request = new JsonObject();
        request.addProperty("authenticatorId", key);
        return request;
    }
}
