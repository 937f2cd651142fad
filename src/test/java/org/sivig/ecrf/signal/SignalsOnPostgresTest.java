package org.sivig.ecrf.signal;

import org.sivig.ecrf.OnPostgres;

class SignalsOnPostgresTest extends SignalsTest implements OnPostgres {
}
