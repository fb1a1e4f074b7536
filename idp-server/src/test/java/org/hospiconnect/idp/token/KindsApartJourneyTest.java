package org.hospiconnect.idp.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hospiconnect.idp.JourneyTest;
import org.hospiconnect.idp.Requirement;
import org.hospiconnect.idp.token.KindsStage.Kind;
import org.hospiconnect.idp.token.KindsStage.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Every kind of object that is given out or taken in, shown at every door where one is taken: only what belongs there opens it. */
@JourneyTest
@Import(ProviderFixture.class)
class KindsApartJourneyTest {

    private final KindsStage stage;

    @Autowired
    KindsApartJourneyTest(BeanFactory server) {
        stage = KindsStage.of(server);
    }

    static Stream<Arguments> allPairs() {
        return Stream.of(KindsDoor.values())
                .flatMap(door -> Stream.of(Kind.values()).map(kind -> Arguments.of(door, kind)));
    }

    @ParameterizedTest
    @Requirement("HC-KINDS-APART")
    @MethodSource("allPairs")
    void an_object_of_one_kind_is_not_taken_for_another(KindsDoor door, Kind kind) {
        var scene = stage.scene();
        String object = stage.object(kind, scene);
        assertThat(object).isNotBlank();

        var answer = door.show(scene, object);

        if (door.isFor(kind)) {
            door.opens(scene, object, answer);
        } else {
            door.refuses(object, answer);
            assertNothingChanged(kind, scene, object);
        }
    }

    /** Session and tokens live, and what was shown is still good where it belongs. */
    private static void assertNothingChanged(Kind kind, Scene scene, String object) {
        String access = scene.tokens().text("access_token");
        assertThat(scene.dpi().userInfo(access).status()).isEqualTo(200);
        for (String token : List.of(access, scene.tokens().text("refresh_token"))) {
            assertThat(scene.introspected(token)).isEqualTo("200 active");
        }
        KindsDoor.of(kind).ifPresent(own -> own.opens(scene, object, own.show(scene, object)));
    }
}
