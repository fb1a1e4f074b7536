package org.hospiconnect.idp.value;

/** Where a form's answer may lead: the browser blocks the redirect to the application unless its origin is allowed. */
public final class FormTarget {

    /** Request attribute with the proved origin, for the header {@code form-action}. */
    public static final String ATTRIBUTE = FormTarget.class.getName();

    private FormTarget() {}
}
