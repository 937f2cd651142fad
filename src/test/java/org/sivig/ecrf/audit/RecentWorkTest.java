package org.sivig.ecrf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

abstract class RecentWorkTest extends ServiceTest {

    @Autowired
    private RecentWork recent;

    private List<String> patients(int most) {
        return recent.last(most).stream().map(RecentWork.Work::patient).toList();
    }

    @Test
    void thePatientWorkedOnLastComesFirstWithTheItemTypedLast() {
        String first = casebooks.create("01");
        save(first, "sex=M");
        String second = casebooks.create("01");
        save(second, "sex=F");
        save(first, "dx_date=1998", "raynaud_year=1990");
        save(first, "hb_m3=12.5");
        assertThat(patients(5)).containsExactly(first, second);
        assertThat(patients(1)).containsExactly(first);
        assertThat(recent.last(1).getFirst().instance()).hasValueSatisfying(
                instance -> assertThat(instance.exportName()).isEqualTo("hb_m3"));
    }

    @Test
    void anAnswerThatClosedOthersIsTheOneTypedLast() {
        String number = casebooks.create("01");
        save(number, "ana=1", "ana_titer=320");
        save(number, "ana=0");
        assertThat(recent.last(1).getFirst().item()).isEqualTo("ana");
    }

    @Test
    void eachUserSeesTheirOwnWorkOnly() {
        String number = casebooks.create("01");
        signIn(YANN);
        assertThat(patients(5)).isEmpty();
        save(number, "sex=M");
        assertThat(patients(5)).containsExactly(number);
    }

    @Test
    void patientsOfASiteThatOneNoLongerSeesAreLeftOut() {
        casebooks.create("01");
        signIn(viewer("claire", Role.INVESTIGATOR, "02"));
        assertThat(patients(5)).isEmpty();
        String other = casebooks.create("02");
        assertThat(patients(5)).containsExactly(other);
        signIn(viewer("claire", Role.INVESTIGATOR));
        assertThat(patients(5)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "INVESTIGATOR")
    void otherRolesSeeWorkInWhatTheySee(Role role) {
        String number = casebooks.create("01");
        signIn(viewer("claire", role, "01"));
        if (role == Role.ADMINISTRATOR) {
            assertThat(patients(5)).isEmpty();
        } else {
            assertThat(patients(5)).containsExactly(number);
        }
    }

    @Test
    void oneQueryIsEnough() {
        save(casebooks.create("01"), "sex=M");
        save(casebooks.create("01"), "sex=F");
        sql.reset();
        assertThat(patients(5)).hasSize(2);
        assertThat(sql.executed()).hasSize(1);
    }

    @Test
    void whoIsNotSignedInSeesNothing() {
        SecurityContextHolder.clearContext();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> recent.last(5));
    }
}
