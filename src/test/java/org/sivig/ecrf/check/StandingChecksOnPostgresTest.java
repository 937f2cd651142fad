package org.sivig.ecrf.check;

import org.sivig.ecrf.OnTwoRoles;

class StandingChecksOnPostgresTest extends StandingChecksTest implements OnTwoRoles {
}
