package org.sivig.ecrf.casebook;

import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/** Puts something around each save with its transaction, whoever calls it. */
final class EachSave extends StaticMethodMatcherPointcutAdvisor {

    private static final long serialVersionUID = 1;

    /** @param order that of what is further outside is less */
    EachSave(MethodInterceptor around, int order) {
        super(around);
        setClassFilter(type -> type == Casebooks.class);
        setOrder(order);
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return method.getName().equals("save");
    }
}
