import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A calculator behind the protocol: pay-as-you-go after the free quota, no packs.
 *
 * <p>What it cannot do it skips, with a reason. Each Skipped is a place to go on.
 */
public final class Adapter {
    /** Why there is no bill, by an id of the protocol. */
    static final class Refused extends RuntimeException {
        final String id;

        Refused(String id, String message) {
            super(message);
            this.id = id;
        }
    }

    /** What this calculator does not do yet. */
    static final class Skipped extends RuntimeException {
        Skipped(String why) {
            super(why);
        }
    }

    static Map<String, Object> bill(Map<String, Object> book, Map<String, Object> run) {
        if (!list(run, "packs").isEmpty()) {
            throw new Skipped("knows no resource packs");
        }
        Map<String, Object> activated = map(run.get("activated"));
        if (activated.get("service") != null || !map(activated.get("interfaces")).isEmpty()) {
            throw new Skipped("knows no days of activation");
        }
        BigDecimal total = new BigDecimal("0.00");
        List<Object> months = new ArrayList<>();
        for (var month : callsByMonth(book, list(run, "usage")).entrySet()) {
            BigDecimal amount = monthInYuan(book, month.getKey(), month.getValue());
            total = total.add(amount);
            months.add(Map.of("month", month.getKey(), "total", amount.toPlainString()));
        }
        return Map.of("total", total.toPlainString(), "months", months);
    }

    /** The calls of each interface in each month; a month as a date counts on its last day. */
    static SortedMap<String, Map<String, BigDecimal>> callsByMonth(
            Map<String, Object> book, List<Map<String, Object>> usage) {
        SortedMap<String, Map<String, BigDecimal>> months = new TreeMap<>();
        for (var row : usage) {
            String given = (String) row.get("interface");
            String date = (String) row.get("date");
            String month = date.substring(0, 7);
            String name = nameOf(book, given);
            String known = (String) book.get("known_from");
            if ((date.length() > 7 ? date : month + "-31").compareTo(known) < 0) {
                throw new Refused("month-before-book", "prices are known from " + known + " on");
            }
            months.computeIfAbsent(month, key -> new TreeMap<>())
                    .merge(name, (BigDecimal) row.get("calls"), BigDecimal::add);
        }
        return months;
    }

    static String nameOf(Map<String, Object> book, String given) {
        for (var one : list(book, "interfaces")) {
            if (given.equals(one.get("name")) || given.equals(one.get("action"))) {
                return (String) one.get("name");
            }
        }
        throw new Refused("unknown-interface", "the page has no interface " + given);
    }

    static BigDecimal monthInYuan(
            Map<String, Object> book, String month, Map<String, BigDecimal> calls) {
        BigDecimal sum = new BigDecimal("0.00");
        for (var used : calls.entrySet()) {
            BigDecimal free = freeCalls(book, month, used.getKey(), calls);
            BigDecimal paid = used.getValue().subtract(free).max(BigDecimal.ZERO);
            sum = sum.add(priceInYuan(book, month, used.getKey(), paid));
        }
        return sum;
    }

    static BigDecimal freeCalls(
            Map<String, Object> book, String month, String name, Map<String, BigDecimal> calls) {
        for (var quota : list(book, "free_quotas")) {
            List<?> members = (List<?>) quota.get("interfaces");
            if (!members.contains(name) || !holds(quota, month + "-01")) {
                continue;
            }
            if (members.stream().anyMatch(one -> !one.equals(name) && calls.containsKey(one))) {
                throw new Skipped("knows no quota that two interfaces share in a month");
            }
            return (BigDecimal) quota.get("calls");
        }
        return BigDecimal.ZERO;
    }

    /** All calls at the price of the tier that they reach; half a cent is rounded up. */
    static BigDecimal priceInYuan(
            Map<String, Object> book, String month, String name, BigDecimal calls) {
        for (var table : list(book, "pay_as_you_go")) {
            boolean whole = holds(table, month + "-01") && holds(table, month + "-31");
            if (!name.equals(table.get("interface")) || !whole) {
                continue;
            }
            BigDecimal price = BigDecimal.ZERO;
            for (var tier : list(table, "tiers")) {
                if (((BigDecimal) tier.get("from_calls")).compareTo(calls) <= 0) {
                    price = new BigDecimal((String) tier.get("price"));
                }
            }
            BigDecimal per = (BigDecimal) table.get("per_calls");
            return calls.multiply(price).divide(per, 2, RoundingMode.HALF_UP);
        }
        throw new Skipped("knows no month in which prices change");
    }

    /** Whether a price or a quota holds on a day. */
    static boolean holds(Map<String, Object> fact, String day) {
        String from = (String) fact.get("from");
        String to = (String) fact.get("to");
        return (from == null || from.compareTo(day) <= 0) && (to == null || day.compareTo(to) < 0);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.get(name);
    }

    /** Books by their hash: the content comes the first time only. */
    static final Map<String, Map<String, Object>> BOOKS = new HashMap<>();

    static Map<String, Object> answer(Map<String, Object> run) {
        Object seq = run.get("seq");
        Map<String, Object> named = map(run.get("book"));
        String hash = (String) named.get("sha256");
        if (named.get("content") != null) {
            BOOKS.put(hash, map(named.get("content")));
        }
        try {
            return Map.of("seq", seq, "result", bill(BOOKS.get(hash), run));
        } catch (Refused why) {
            var refused = Map.of("id", why.id, "message", why.getMessage());
            return Map.of("seq", seq, "result", Map.of("refused", refused));
        } catch (Skipped why) {
            return Map.of("seq", seq, "skipped", why.getMessage());
        } catch (RuntimeException broken) {
            return Map.of("seq", seq, "error", broken.toString());
        }
    }

    public static void main(String[] words) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var who = Map.of("name", "my calculator", "version", "0.1.0", "language", "Java");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<String, Object> request = map(Json.read(line));
            if ("stop".equals(request.get("cmd"))) {
                break;
            }
            Map<String, Object> started =
                    Map.of("protocol", 1, "implementation", who, "levels", List.of("totals"));
            boolean start = "start".equals(request.get("cmd"));
            out.print(Json.write(start ? started : answer(request)) + "\n");
            out.flush();
        }
    }
}
