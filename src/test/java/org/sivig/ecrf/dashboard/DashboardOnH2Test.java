package org.sivig.ecrf.dashboard;

import org.sivig.ecrf.OnH2;

class DashboardOnH2Test extends DashboardTest implements OnH2 {
}
