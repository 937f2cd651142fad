package org.sivig.ecrf.casebook;

import org.sivig.ecrf.OnH2;

class LifeCycleOnH2Test extends LifeCycleTest implements OnH2 {
}
