import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists, texts, exact numbers, booleans and null; Java has no reader of its own. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Reads one value. */
    static Object read(String text) {
        return new Json(text).value();
    }

    /** Writes a value on one line. */
    static String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            map.forEach((key, one) -> parts.add(quoted(key.toString()) + ":" + write(one)));
            return "{" + String.join(",", parts) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
        }
        return value instanceof String word ? quoted(word) : String.valueOf(value);
    }

    private static String quoted(String word) {
        StringBuilder out = new StringBuilder("\"");
        for (char one : word.toCharArray()) {
            if (one == '"' || one == '\\') {
                out.append('\\').append(one);
            } else if (one < ' ') {
                out.append(String.format("\\u%04x", (int) one));
            } else {
                out.append(one);
            }
        }
        return out.append('"').toString();
    }

    private Object value() {
        switch (next()) {
            case '{':
                Map<String, Object> map = new LinkedHashMap<>();
                for (at++; next() != '}'; skipComma()) {
                    String key = (String) value();
                    next();
                    at++; // the colon
                    map.put(key, value());
                }
                at++;
                return map;
            case '[':
                List<Object> list = new ArrayList<>();
                for (at++; next() != ']'; skipComma()) {
                    list.add(value());
                }
                at++;
                return list;
            case '"':
                return word();
            default:
                return plain();
        }
    }

    /** The next character that is no space; it stays. */
    private char next() {
        while (text.charAt(at) <= ' ') {
            at++;
        }
        return text.charAt(at);
    }

    private void skipComma() {
        if (next() == ',') {
            at++;
        }
    }

    private String word() {
        StringBuilder out = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char one = text.charAt(at);
            if (one != '\\') {
                out.append(one);
                continue;
            }
            char named = text.charAt(++at);
            if (named == 'u') {
                out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                at += 4;
            } else {
                int place = "bfnrt".indexOf(named);
                out.append(place < 0 ? named : "\b\f\n\r\t".charAt(place));
            }
        }
        at++;
        return out.toString();
    }

    private Object plain() {
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String found = text.substring(from, at);
        switch (found) {
            case "null":
                return null;
            case "true":
            case "false":
                return found.equals("true");
            default:
                return new BigDecimal(found);
        }
    }
}
