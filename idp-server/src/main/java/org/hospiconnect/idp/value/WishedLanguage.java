package org.hospiconnect.idp.value;

/** In what language the application of this sign-in wishes its pages ({@code ui_locales}): before what the browser remembers. */
public final class WishedLanguage {

    /** Request attribute with {@code fr} or {@code en}. */
    public static final String ATTRIBUTE = WishedLanguage.class.getName();

    private WishedLanguage() {}
}
