package org.sivig.ecrf.dashboard;

import org.sivig.ecrf.OnPostgres;

class DashboardOnPostgresTest extends DashboardTest implements OnPostgres {
}
