package org.sivig.ecrf.monitoring;

import org.sivig.ecrf.OnH2;

class DashboardOnH2Test extends DashboardTest implements OnH2 {
}
