package org.sivig.ecrf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

abstract class SavedViewsTest extends ServiceTest {

    @Autowired
    private SavedViews views;

    @BeforeEach
    void forget() {
        database.sql("delete from saved_view").update();
    }

    @Test
    void keepsOneOfEachNameForEachOwner() {
        views.save("Skin", "visit", "mrss=10..", false);
        SavedView view = views.save(" Skin ", "visit", "mrss=20..&_width=3", false);
        assertThat(views.list("visit")).containsExactly(view);
        assertThat(view.address()).isEqualTo("mrss=20..&_width=3");
        assertThat(views.list("diagnosis")).isEmpty();
        signIn(MARC);
        views.save("Skin", "visit", "", false);
        assertThat(views.list("visit")).hasSize(1).allMatch(SavedView::own);
    }

    @Test
    void showsOthersWhatIsSharedAndLetsThemChangeNothing() {
        name(CLAIRE, "Claire Morvan");
        SavedView view = views.save("Skin", "visit", "mrss=10..", false);
        signIn(MARC);
        assertThat(views.list("visit")).isEmpty();
        signIn(CLAIRE);
        views.share(view.id(), true);
        signIn(MARC);
        assertThat(views.list("visit")).singleElement().matches(seen -> !seen.own()
                && seen.owner().equals("Claire Morvan"));
        assertThatThrownBy(() -> views.share(view.id(), false)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> views.delete(view.id())).isInstanceOf(AccessDeniedException.class);
        signIn(viewer("admin", Role.ADMINISTRATOR));
        assertThatThrownBy(() -> views.list("visit")).isInstanceOf(AccessDeniedException.class);
        signIn(CLAIRE);
        views.delete(view.id());
        assertThat(views.list("visit")).isEmpty();
    }

    @Test
    void showsNobodyAFilterOfWhatTheyDoNotSee() {
        views.save("Mine", "identification", "ref_physician=~marec", true);
        SavedView column = views.save("All", "identification", "_cols=sex|ref_physician", true);
        signIn(viewer("stat", Role.STATISTICIAN));
        assertThat(views.list("identification")).extracting(SavedView::id).containsExactly(column.id());
        signIn(MARC);
        assertThat(views.list("identification")).hasSize(2);
    }

    @Test
    void refusesWhatCannotBeRead() {
        for (String address : new String[] {"nothing=1", "mrss=much", "%zz=1", "_cols=mrss|nothing"}) {
            assertThatThrownBy(() -> views.save("Odd", "visit", address, false)).as(address)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> views.save(" ", "visit", "", false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> views.save("Odd", "nothing", "", false)).isInstanceOf(IllegalArgumentException.class);
        assertThat(views.list("visit")).isEmpty();
    }
}
