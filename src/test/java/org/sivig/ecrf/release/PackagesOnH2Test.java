package org.sivig.ecrf.release;

import org.sivig.ecrf.OnH2;

class PackagesOnH2Test extends PackagesTest implements OnH2 {
}
