package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnPostgres;

class DashboardOnPostgresTest extends DashboardTest implements OnPostgres {
}
