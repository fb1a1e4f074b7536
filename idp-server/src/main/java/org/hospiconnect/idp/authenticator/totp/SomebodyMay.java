package org.hospiconnect.idp.authenticator.totp;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Do the settings name anybody who may have this kind? Otherwise no page knows of it. */
class SomebodyMay implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !Binder.get(context.getEnvironment())
                .bind("hospiconnect.authenticator.totp.populations", Bindable.setOf(String.class))
                .orElse(Set.of())
                .isEmpty();
    }
}
