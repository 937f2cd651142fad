package org.sivig.ecrf.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.oracle.Contract.Instance;
import org.sivig.ecrf.oracle.Contract.Item;
import org.sivig.ecrf.oracle.Expression.Context;

/** Reads the conditions of items.csv (two-valued) and of checks.csv (three-valued) by recursive descent. */
final class Parser {

    private static final Pattern TOKEN =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}|\\d+(\\.\\d+)?|\\w+|<=|>=|!=|[-+*/<>=()\\[\\],.]");
    private static final Set<String> KEYS = Set.of("visit", "course", "drug");

    /**
     * An item in a row that is the current one as far as no key is given.
     *
     * @param found the instances it means, by the keys of that from which it is seen; null when those do not tell
     */
    private record Reference(Item item, List<Function<Context, String>> given,
            @Nullable Map<Map<String, String>, Instance> found) implements Expression {

        Reference(Item item, List<Function<Context, String>> given, boolean fixed) {
            this(item, given, fixed ? new ConcurrentHashMap<>() : null);
        }

        /** The instance it means, seen from another. */
        Instance from(Context context) {
            return found == null ? find(context) : found.computeIfAbsent(context.at().keys(), row -> find(context));
        }

        private Instance find(Context context) {
            Instance at = context.at();
            Map<String, String> keys = new HashMap<>();
            for (String key : item.keys()) {
                int i = item.keys().indexOf(key);
                String code = i < given.size() ? given.get(i).apply(context) : at.keys().get(key);
                if (code == null) {
                    throw new IllegalArgumentException("Which " + key + " of " + item + " at " + at.name() + "?");
                }
                keys.put(key, code);
            }
            return new Instance(item, keys);
        }

        @Override
        public Value of(Context context) {
            return context.answers().value(from(context));
        }
    }

    /** A key of the current row. */
    private record Key(String name) implements Expression {

        @Override
        public Value of(Context context) {
            String code = context.at().keys().get(name);
            return code == null ? Value.UNKNOWN
                    : new Value.Codes(Set.of(Contract.codeOf(name, code)));
        }
    }

    private final List<String> tokens;
    private final String ownForm;
    private final boolean twoValued;
    private int at;

    private Parser(String condition, String ownForm, boolean twoValued) {
        tokens = TOKEN.matcher(condition).results().map(MatchResult::group).toList();
        if (!String.join("", tokens).equals(condition.replace(" ", ""))) {
            throw new IllegalArgumentException("Not of the grammar: " + condition);
        }
        this.ownForm = ownForm;
        this.twoValued = twoValued;
    }

    /** A condition of items.csv, of an item of this form. */
    static Expression askedWhen(String condition, String form) {
        return new Parser(condition, form, true).whole();
    }

    /** A condition of checks.csv. */
    static Expression check(String condition) {
        return new Parser(condition, "", false).whole();
    }

    private Expression whole() {
        Expression whole = or();
        if (at < tokens.size()) {
            throw unexpected();
        }
        return whole;
    }

    private Expression or() {
        Expression left = and();
        while (accept("or")) {
            left = join(left, and(), Value::or);
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (accept("and")) {
            Expression first = left;
            Expression second = not();
            left = context -> {
                Value value = first.of(context);
                return value.equals(Value.FALSE) ? value : Value.and(value, second.of(context));
            };
        }
        return left;
    }

    private Expression not() {
        if (accept("not")) {
            Expression turned = not();
            return context -> Value.not(turned.of(context));
        }
        return atom();
    }

    /** Something compared with something, or something that is true or false by itself. */
    private Expression atom() {
        Expression left = sum();
        Expression atom = comparison(left);
        return twoValued ? context -> Value.logic(atom.of(context).equals(Value.TRUE)) : atom;
    }

    private Expression comparison(Expression left) {
        if (accept("in") || accept("contains")) {
            return holds(left, codes());
        }
        if (accept("=")) {
            return isCoded(left) ? holds(left, Set.of(next())) : join(left, sum(), Value::equal);
        }
        if (accept("!=")) {
            Expression equal = isCoded(left) ? holds(left, Set.of(next())) : join(left, sum(), Value::equal);
            return context -> Value.not(equal.of(context));
        }
        if (accept("<")) {
            return join(left, sum(), Value::less);
        }
        if (accept(">")) {
            return join(left, sum(), (a, b) -> Value.less(b, a));
        }
        if (accept("<=")) {
            return join(left, sum(), (a, b) -> Value.not(Value.less(b, a)));
        }
        if (accept(">=")) {
            return join(left, sum(), (a, b) -> Value.not(Value.less(a, b)));
        }
        return left;
    }

    private static boolean isCoded(Expression expression) {
        return expression instanceof Key || expression instanceof Reference reference && reference.item().isCoded();
    }

    /** One code, or several in brackets. */
    private Set<String> codes() {
        Set<String> codes = new HashSet<>();
        if (accept("(")) {
            do {
                codes.add(next());
            } while (accept(","));
            expect(")");
        } else {
            codes.add(next());
        }
        return codes;
    }

    /** At least one of the codes is chosen. */
    private static Expression holds(Expression chosen, Set<String> codes) {
        return context -> switch (chosen.of(context)) {
            case Value.Codes(var held) -> Value.logic(held.stream().anyMatch(codes::contains));
            case Value.Unknown unknown -> unknown;
            case Value other -> throw new IllegalArgumentException("No codes: " + other);
        };
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            if (accept("+")) {
                left = join(left, product(), computing(Double::sum));
            } else if (accept("-")) {
                left = join(left, product(), computing((a, b) -> a - b));
            } else {
                return left;
            }
        }
    }

    private Expression product() {
        Expression left = signed();
        while (true) {
            if (accept("*")) {
                left = join(left, signed(), computing((a, b) -> a * b));
            } else if (accept("/")) {
                left = join(left, signed(), computing((a, b) -> a / b));
            } else {
                return left;
            }
        }
    }

    private Expression signed() {
        if (accept("-")) {
            return join(context -> Value.number(0), primary(), computing((a, b) -> a - b));
        }
        return primary();
    }

    private Expression primary() {
        if (accept("(")) {
            Expression inner = or();
            expect(")");
            return inner;
        }
        String token = next();
        if (token.matches("\\d{4}-.*")) {
            Value day = Value.date(token);
            return context -> day;
        }
        if (token.matches("\\d.*")) {
            Value number = Value.number(Double.parseDouble(token));
            return context -> number;
        }
        if (peek().equals("[") || peek().equals(".")) {
            return reference(token);
        }
        if (accept("(")) {
            Expression call = call(token);
            expect(")");
            return call;
        }
        if (KEYS.contains(token)) {
            return new Key(token);
        }
        return twoValued ? new Reference(item(ownForm, token), List.of(), true) : context -> Terms.named(token, context);
    }

    private Expression call(String function) {
        return switch (function) {
            case "filled" -> about(reference(), (answers, item) -> Value.logic(answers.isFilled(item.name())));
            case "blank" -> about(reference(), (answers, item) -> Value.logic(answers.isBlank(item)));
            case "missing" -> {
                Reference item = reference();
                if (accept(",")) {
                    String reason = next();
                    yield about(item, (answers, each) -> Value.logic(answers.isMissing(each.name(), reason)));
                }
                yield about(item, (answers, each) -> Value.logic(answers.isMissing(each.name())));
            }
            case "previous" -> about(reference(), Terms::previous);
            case "max_entered" -> {
                Item item = reference().item();
                yield context -> Terms.maxEntered(context.answers(), item);
            }
            case "sure" -> {
                Expression condition = or();
                yield context -> Value.logic(condition.of(context).equals(Value.TRUE));
            }
            case "duplicate" -> {
                String where = next();
                yield context -> Terms.duplicate(context.answers(), where);
            }
            case "meets_period" -> {
                String course = next();
                yield context -> Terms.meetsPeriod(context.answers(), course);
            }
            case "abs" -> each(Terms::abs);
            case "year" -> each(Terms::year);
            case "month" -> each(Terms::month);
            case "length" -> each(Terms::length);
            case "mentions_death" -> each(Terms::mentionsDeath);
            case "max" -> both(computing(Math::max));
            case "multiple_of" -> both(Terms::multipleOf);
            case "days" -> both(Terms::days);
            case "months" -> both(Terms::months);
            case "age" -> both(Terms::age);
            default -> throw new IllegalArgumentException("No such function: " + function);
        };
    }

    private static Expression about(Reference item, BiFunction<Answers, Instance, Value> fact) {
        return context -> fact.apply(context.answers(), item.from(context));
    }

    /** Of one value; unknown stays unknown. */
    private Expression each(Function<Value, Value> function) {
        Expression argument = sum();
        return context -> {
            Value value = argument.of(context);
            return value.equals(Value.UNKNOWN) ? value : function.apply(value);
        };
    }

    /** Of two values; unknown if either is. */
    private Expression both(BinaryOperator<Value> function) {
        Expression first = sum();
        expect(",");
        return join(first, sum(), (a, b) -> a.equals(Value.UNKNOWN) || b.equals(Value.UNKNOWN) ? Value.UNKNOWN
                : function.apply(a, b));
    }

    private Reference reference() {
        String token = next();
        return peek().equals("[") || peek().equals(".") ? reference(token)
                : new Reference(item(ownForm, token), List.of(), true);
    }

    /**
     * {@code visit.fvc}, {@code visit[m0].fvc}, {@code concomitant_treatment[1, drug].given},
     * {@code ivig_course[previous].end}.
     */
    private Reference reference(String form) {
        List<Function<Context, String>> given = new ArrayList<>();
        boolean fixed = true;
        if (accept("[")) {
            do {
                String code = next();
                fixed &= !code.equals("previous");
                given.add(code.equals("previous") ? Terms::previousCourse
                        : KEYS.contains(code) ? here -> Contract.codeOf(code, here.at().keys().get(code)) : here -> code);
            } while (accept(","));
            expect("]");
        }
        expect(".");
        return new Reference(item(form, next()), given, fixed);
    }

    private static Item item(String form, String name) {
        Item item = Contract.ITEMS.get(form + "." + name);
        if (item == null) {
            throw new IllegalArgumentException("No such item: " + form + "." + name);
        }
        return item;
    }

    private static BinaryOperator<Value> computing(BinaryOperator<Double> operation) {
        return (a, b) -> Value.compute(a, b, operation);
    }

    private static Expression join(Expression left, Expression right, BinaryOperator<Value> operation) {
        return context -> operation.apply(left.of(context), right.of(context));
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        String token = peek();
        at++;
        return token;
    }

    private boolean accept(String token) {
        boolean there = peek().equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw unexpected();
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("Unexpected " + peek() + " after " + tokens.subList(0, at));
    }
}
