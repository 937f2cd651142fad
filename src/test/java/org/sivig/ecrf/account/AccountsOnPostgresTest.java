package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.sivig.ecrf.OnTwoRoles;
import org.sivig.ecrf.start.StartRefusedException;

class AccountsOnPostgresTest extends AccountsTest implements OnTwoRoles {

    @Test
    void aProductionStartsWithARoleThatCannotRewriteWhatIsOnRecordAndWithNoOther() {
        assertThatCode(() -> DatabaseRights.requireFew(database)).doesNotThrowAnyException();
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> DatabaseRights.requireFew(owner()))
                .withMessageStartingWith("The role sivig_owner of the application may rewrite the audit trail.");
    }
}
