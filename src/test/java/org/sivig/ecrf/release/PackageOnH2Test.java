package org.sivig.ecrf.release;

import org.sivig.ecrf.OnH2;

class PackageOnH2Test extends PackageTest implements OnH2 {
}
