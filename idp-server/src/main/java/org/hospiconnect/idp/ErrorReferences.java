package org.hospiconnect.idp;

import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import org.hospiconnect.idp.value.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/** Every error that a page or a JSON answer tells has a reference, and the log has the same. */
@Component
class ErrorReferences extends DefaultErrorAttributes {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorReferences.class);
    private static final int FAULT = 500;

    private final Secrets secrets;

    ErrorReferences(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, Object> attributes = super.getErrorAttributes(request, options);
        attributes.put(StoreOutage.REFERENCE, reference(request));
        return attributes;
    }

    /** The one of this error; the outage of a store has had its line and its reference. */
    String reference(WebRequest request) {
        if (request.getAttribute(StoreOutage.REFERENCE, RequestAttributes.SCOPE_REQUEST) instanceof String known) {
            return known;
        }
        String reference = secrets.reference();
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE, RequestAttributes.SCOPE_REQUEST);
        boolean fault = status instanceof Integer code && code >= FAULT;
        (fault ? LOG.atError() : LOG.atInfo())
                .addKeyValue("reference", reference)
                .addKeyValue("status", status)
                .addKeyValue(
                        "path",
                        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI, RequestAttributes.SCOPE_REQUEST))
                .log("an error is shown");
        request.setAttribute(StoreOutage.REFERENCE, reference, RequestAttributes.SCOPE_REQUEST);
        return reference;
    }
}
