-- What a recalculation stores, by hand: one statement from the stored facts to the figures of some quarters.
--
-- A row is (what, quarter, thing, municipality, word, warns, figures), figures as named in by_hand.py.
-- Divisions keep 40 decimals; what is rounded to the cent is rounded to 20 first, so three thirds are one.
WITH asked AS (
    SELECT p.id AS programme, p.margin_pct, p.risk_medium_pct, p.risk_high_pct,
        p.credit_on_track, p.credit_at_risk, p.credit_off_track, key AS at,
        left(key, 4)::int AS year, right(key, 1)::int AS number,
        left(key, 4)::int * 4 + right(key, 1)::int - 1 AS ordinal,
        (make_date(left(key, 4)::int, right(key, 1)::int * 3, 1) + interval '1 month - 1 day')::date
            AS last_day
    FROM pillars_programme p CROSS JOIN unnest(%(quarters)s::text[]) AS key
    WHERE p.slug = %(programme)s
), member AS (
    SELECT a.at, m.id, m.code, count(*) OVER (PARTITION BY a.at) AS members
    FROM asked a
    JOIN pillars_programmemunicipality p ON p.programme_id = a.programme AND p.validity @> a.last_day
    JOIN regions_municipality m ON m.id = p.municipality_id
), indicator AS MATERIALIZED (
    SELECT a.*, i.id, i.direction, i.accumulation, i.frequency, i.is_change, i.baseline, i.phasing,
        i.disaggregated, i.is_weighted
    FROM asked a JOIN kpis_indicator i ON i.programme_id = a.programme
),

-- Targets in force, and of those the one that speaks for the quarter and for the end of its year.
target AS MATERIALIZED (
    SELECT * FROM (
        SELECT DISTINCT ON (i.at, t.indicator_id, t.year, t.quarter, t.due)
            i.at, t.indicator_id, t.state, t.lower, t.upper,
            CASE WHEN t.quarter IS NOT NULL THEN 0 WHEN t.year IS NOT NULL THEN 1 ELSE 2 END AS kind,
            CASE WHEN t.quarter IS NOT NULL THEN left(t.quarter, 4)::int * 4 + right(t.quarter, 1)::int - 1
                WHEN t.due IS NOT NULL
                    THEN extract(year FROM t.due)::int * 4 + extract(quarter FROM t.due)::int - 1
                ELSE t.year * 4 + 3 END AS ordinal
        FROM indicator i JOIN kpis_target t ON t.indicator_id = i.id AND t.valid_from <= i.last_day
        ORDER BY i.at, t.indicator_id, t.year, t.quarter, t.due, t.version DESC
    ) latest
    WHERE state <> 'none' AND ordinal IS NOT NULL
), moment AS (
    SELECT at, id, programme, year, ordinal AS due, number AS due_number, false AS is_year_end FROM indicator
    UNION ALL SELECT at, id, programme, year, year * 4 + 3, 4, true FROM indicator
), speaking AS (
    SELECT DISTINCT ON (m.at, m.id, m.is_year_end) m.at, m.id, m.is_year_end, m.due_number,
        t.kind, t.state, t.lower, t.upper
    FROM moment m JOIN target t ON t.at = m.at AND t.indicator_id = m.id
    WHERE CASE t.kind WHEN 0 THEN t.ordinal = m.due WHEN 1 THEN t.ordinal / 4 = m.year
        ELSE t.ordinal <= m.due END
    ORDER BY m.at, m.id, m.is_year_end, t.kind, t.ordinal DESC
), earlier AS (
    SELECT DISTINCT ON (i.at, i.id) i.at, i.id, t.state, t.lower, t.upper
    FROM indicator i JOIN target t ON t.at = i.at AND t.indicator_id = i.id
    WHERE t.kind <> 0 AND t.ordinal / 4 < i.year ORDER BY i.at, i.id, t.ordinal DESC
), start AS (
    SELECT i.at, i.id, f.lower, f.upper,
        CASE WHEN i.accumulation = 'per_year' THEN true
            WHEN e.id IS NOT NULL THEN e.state = 'given'
            ELSE i.baseline IS NOT NULL OR i.is_change OR i.accumulation = 'cumulative' OR i.direction = 'up'
        END AS is_known
    FROM indicator i LEFT JOIN earlier e USING (at, id) CROSS JOIN LATERAL (
        SELECT CASE WHEN i.accumulation = 'per_year' THEN 0 WHEN e.id IS NOT NULL THEN e.lower
                WHEN NOT i.is_change THEN coalesce(i.baseline, 0) ELSE 0 END AS lower,
            CASE WHEN i.accumulation = 'per_year' THEN 0 WHEN e.id IS NOT NULL THEN e.upper
                WHEN NOT i.is_change THEN coalesce(i.baseline, 0) ELSE 0 END AS upper
    ) f
), bound AS MATERIALIZED (
    SELECT i.at, i.id, m.is_year_end,
        CASE WHEN s.id IS NULL THEN
                CASE WHEN EXISTS (SELECT FROM target t WHERE t.at = i.at AND t.indicator_id = i.id
                        AND t.state = 'given') THEN 'not_due'
                    WHEN EXISTS (SELECT FROM target t WHERE t.at = i.at AND t.indicator_id = i.id)
                        THEN 'to_be_determined'
                    ELSE 'no_target' END
            WHEN s.state <> 'given' THEN 'to_be_determined'
            WHEN s.kind <> 1 OR s.due_number = 4 OR b.is_known THEN 'due' ELSE 'start_unknown' END AS state,
        CASE WHEN s.state <> 'given' THEN NULL WHEN s.kind <> 1 OR s.due_number = 4 THEN s.lower
            WHEN b.is_known THEN round(b.lower + i.phasing[s.due_number] * (s.lower - b.lower) * 0.01, 10)
            END AS lower,
        CASE WHEN s.state <> 'given' THEN NULL WHEN s.kind <> 1 OR s.due_number = 4 THEN s.upper
            WHEN b.is_known THEN round(b.upper + i.phasing[s.due_number] * (s.upper - b.upper) * 0.01, 10)
            END AS upper,
        s.lower AS agreed_lower, s.upper AS agreed_upper
    FROM indicator i
    JOIN moment m USING (at, id) JOIN start b USING (at, id)
    LEFT JOIN speaking s ON s.at = m.at AND s.id = m.id AND s.is_year_end = m.is_year_end
),

-- One approved value per quarter, and the line through the last of them.
member_value AS (
    SELECT i.at, i.id, i.is_weighted, m.quarter, member.members, m.value, m.denominator
    FROM indicator i
    JOIN kpis_measurement m ON m.indicator_id = i.id AND m.quarter <= i.at AND m.state = 'approved'
        AND m.superseded_at IS NULL
    JOIN member ON member.at = i.at AND member.id = m.municipality_id
    WHERE i.disaggregated AND (NOT i.is_weighted OR m.denominator IS NOT NULL)
), total AS (
    SELECT at, id, quarter, count(*) AS present,
        CASE WHEN count(*) < max(members) THEN NULL
            WHEN is_weighted THEN sum(value * denominator)::numeric(70, 40) / nullif(sum(denominator), 0)
            ELSE sum(value) END AS value
    FROM member_value GROUP BY at, id, quarter, is_weighted
), series AS MATERIALIZED (
    SELECT s.*, left(quarter, 4)::int * 4 + right(quarter, 1)::int - 1 AS ordinal FROM (
        SELECT i.at, i.id, m.quarter, m.value
        FROM indicator i
        JOIN kpis_measurement m ON m.indicator_id = i.id AND m.quarter <= i.at AND m.state = 'approved'
            AND m.superseded_at IS NULL AND m.municipality_id IS NULL
        WHERE NOT i.disaggregated
        UNION ALL SELECT at, id, quarter, value FROM total WHERE value IS NOT NULL
    ) s
), point AS (
    SELECT i.at, i.id, (s.ordinal - i.ordinal)::numeric AS x, s.value AS y,
        row_number() OVER (PARTITION BY i.at, i.id ORDER BY s.ordinal DESC) AS back
    FROM indicator i JOIN series s USING (at, id)
    WHERE i.accumulation <> 'per_year' OR s.ordinal / 4 = i.year
    UNION ALL SELECT at, id, (year * 4 - 1 - ordinal)::numeric, 0, 1
    FROM indicator WHERE accumulation = 'per_year'
), line AS MATERIALIZED (
    SELECT at, id, n, sx, sy, n * sxx - sx * sx AS spread, n * sxy - sx * sy AS joint FROM (
        SELECT at, id, count(*)::numeric AS n, sum(x) AS sx, sum(y) AS sy, sum(x * x) AS sxx,
            sum(x * y) AS sxy
        FROM point JOIN indicator i USING (at, id)
        WHERE back <= 4 OR i.accumulation = 'per_year' GROUP BY at, id
    ) sums WHERE n >= 2
), newest AS MATERIALIZED (
    SELECT DISTINCT ON (at, id) at, id, value FROM series ORDER BY at, id, ordinal DESC
), wanted AS (
    SELECT at, id, year * 4 + 3 AS moment FROM indicator
    UNION SELECT i.at, i.id, extract(year FROM m.due)::int * 4 + extract(quarter FROM m.due)::int - 1
    FROM indicator i JOIN funding_milestoneindicator l ON l.indicator_id = i.id
    JOIN funding_grantmilestone m ON m.id = l.milestone_id
), projection AS MATERIALIZED (
    SELECT w.at, w.id, w.moment,
        CASE WHEN w.moment <= i.ordinal THEN s.value
            WHEN i.accumulation = 'per_year' AND w.moment / 4 <> i.year THEN NULL
            WHEN i.accumulation = 'cumulative'
                THEN greatest(v.value, CASE WHEN l.n >= 2 THEN newest.value END)
            ELSE v.value END AS value
    FROM wanted w JOIN indicator i USING (at, id)
    LEFT JOIN series s ON s.at = w.at AND s.id = w.id AND s.ordinal = w.moment
    LEFT JOIN line l ON l.at = w.at AND l.id = w.id
    LEFT JOIN newest ON newest.at = w.at AND newest.id = w.id
    CROSS JOIN LATERAL (
        SELECT (l.sy * l.spread + l.joint * (l.n * (w.moment - i.ordinal) - l.sx))::numeric(90, 40)
            / (l.n * l.spread) AS value
    ) v
), judged AS (
    SELECT i.*, b.lower, b.upper, s.value, p.value AS projected, side.bound, side.shortfall,
        i.margin_pct * abs(side.bound) * 0.01 AS margin,
        ye.lower AS end_lower, ye.upper AS end_upper,
        CASE WHEN b.state IN ('to_be_determined', 'no_target', 'not_due') THEN b.state
            WHEN i.frequency = 'jaar' AND i.number <> 4 OR i.frequency = 'halfjaar' AND i.number %% 2 = 1
                THEN 'not_due'
            WHEN i.direction <> 'down'
                AND CASE b.state WHEN 'start_unknown' THEN b.agreed_lower ELSE b.lower END IS NULL
                OR i.direction <> 'up'
                AND CASE b.state WHEN 'start_unknown' THEN b.agreed_upper ELSE b.upper END IS NULL
                THEN 'not_due'
            WHEN s.value IS NULL THEN 'no_data'
            WHEN b.state = 'start_unknown' THEN 'no_baseline' END AS grey
    FROM indicator i
    JOIN bound b ON b.at = i.at AND b.id = i.id AND NOT b.is_year_end
    JOIN bound ye ON ye.at = i.at AND ye.id = i.id AND ye.is_year_end
    JOIN projection p ON p.at = i.at AND p.id = i.id AND p.moment = i.year * 4 + 3
    LEFT JOIN series s ON s.at = i.at AND s.id = i.id AND s.ordinal = i.ordinal
    CROSS JOIN LATERAL (
        SELECT bound, shortfall FROM (VALUES
            (0, b.lower, b.lower - s.value, i.direction <> 'down'),
            (1, b.upper, s.value - b.upper, i.direction <> 'up')
        ) AS v (side, bound, shortfall, judges)
        WHERE judges ORDER BY shortfall DESC NULLS LAST, side DESC LIMIT 1
    ) side
), status AS MATERIALIZED (
    SELECT j.*, coalesce(grey,
        CASE WHEN shortfall > margin THEN 'off_track' WHEN shortfall > 0 THEN 'at_risk'
            WHEN direction = 'up' AND value > upper OR direction = 'down' AND value < lower THEN 'exceeded'
            ELSE 'on_track' END) AS word
    FROM judged j
),

-- Grants with what was booked, received and said of their milestones by the quarter's last day.
grants AS MATERIALIZED (
    SELECT a.*, g.id, g.project_id, g.stream = 'transformatiemiddelen' AS is_full, g.award, g.credit_mode,
        EXISTS (
            SELECT FROM projects_decision d JOIN projects_decision_projects l ON l.decision_id = d.id
            WHERE l.project_id = g.project_id AND d.kind = 'stop' AND d.decided_on <= a.last_day
        ) AS stopped,
        coalesce((SELECT sum(CASE v.kind WHEN 'repaid' THEN -v.amount ELSE v.amount END)
            FROM funding_advance v WHERE v.grant_id = g.id AND v.received_on <= a.last_day), 0) AS advances
    FROM asked a JOIN projects_project p ON p.programme_id = a.programme
    JOIN funding_grant g ON g.project_id = p.id AND g.source = 'spuk'
), booked AS MATERIALIZED (
    SELECT g.at, g.id, e.milestone_id,
        sum(CASE e.kind WHEN 'reversal' THEN -e.amount ELSE e.amount END) AS amount
    FROM grants g JOIN funding_expenditure e ON e.grant_id = g.id AND e.performed_on <= g.last_day
    GROUP BY g.at, g.id, e.milestone_id
), milestone AS MATERIALIZED (
    SELECT g.at, g.id AS grant_id, m.id, m.slug, m.amount, m.due <= g.last_day AS is_due,
        g.credit_mode = 'pro_rata' AS by_part,
        extract(year FROM m.due)::int * 4 + extract(quarter FROM m.due)::int - 1 AS moment,
        verdict.achieved, forecast.credit, forecast.costs_at_end, coalesce(b.amount, 0) AS booked
    FROM grants g JOIN funding_grantmilestone m ON m.grant_id = g.id
    LEFT JOIN booked b ON b.at = g.at AND b.id = g.id AND b.milestone_id = m.id
    LEFT JOIN LATERAL (SELECT v.achieved FROM funding_milestoneverdict v
        WHERE v.milestone_id = m.id AND v.given_on <= g.last_day ORDER BY v.given_on DESC LIMIT 1
    ) verdict ON true
    LEFT JOIN LATERAL (SELECT f.credit, f.costs_at_end FROM funding_milestoneforecast f
        WHERE f.milestone_id = m.id AND f.given_on <= g.last_day ORDER BY f.given_on DESC LIMIT 1
    ) forecast ON true
    WHERE g.is_full
),

-- Per milestone the least that its indicators earn: now, as due by now, and as forecast with the best of it.
reading AS (
    SELECT m.at, m.id, m.by_part, m.is_due, s.direction = 'down' AS is_down, newest.value, l.threshold,
        CASE WHEN s.direction = 'down' THEN s.upper ELSE s.lower END AS bound, p.value AS projected,
        CASE WHEN s.baseline IS NOT NULL THEN CASE WHEN s.is_change THEN 0 ELSE s.baseline END
            WHEN s.accumulation = 'cumulative' THEN 0 END AS start,
        CASE s.word WHEN 'exceeded' THEN s.credit_on_track WHEN 'on_track' THEN s.credit_on_track
            WHEN 'at_risk' THEN s.credit_at_risk WHEN 'off_track' THEN s.credit_off_track END AS by_status
    FROM milestone m JOIN funding_milestoneindicator l ON l.milestone_id = m.id
    JOIN status s ON s.at = m.at AND s.id = l.indicator_id
    LEFT JOIN newest ON newest.at = m.at AND newest.id = l.indicator_id
    LEFT JOIN projection p ON p.at = m.at AND p.id = l.indicator_id AND p.moment = m.moment
), goal AS (
    SELECT r.*, CASE WHEN bound IS NULL AND NOT (is_due AND threshold IS NOT NULL) THEN NULL
            WHEN is_down THEN greatest(threshold, bound) ELSE least(threshold, bound) END AS due_goal
    FROM reading r
), part AS (
    SELECT g.at, g.id, min(now.part) AS now,
        min(CASE WHEN due_goal IS NULL THEN (NOT is_due)::int WHEN due.is_reached THEN 1
            WHEN by_part THEN due.part ELSE 0 END) AS due,
        min(f.part) AS forecast, min(CASE WHEN f.part IS NULL THEN 1 ELSE f.part END) AS best,
        bool_or(f.part IS NULL) AS is_grey
    FROM goal g
    CROSS JOIN LATERAL (SELECT
        coalesce(CASE WHEN is_down THEN g.value <= threshold ELSE g.value >= threshold END, false)
            AS is_reached,
        CASE WHEN is_down THEN start <= threshold ELSE start >= threshold END AS is_passed) to_threshold
    CROSS JOIN LATERAL (SELECT coalesce(CASE WHEN is_passed AND g.value IS NOT NULL THEN is_reached::int
        WHEN NOT is_passed AND g.value IS NOT NULL THEN greatest(0, least(1,
            (g.value - start)::numeric(70, 40) / (threshold - start))) END, 0) AS part) now
    CROSS JOIN LATERAL (SELECT
        coalesce(CASE WHEN is_down THEN g.value <= due_goal ELSE g.value >= due_goal END, false)
            AS is_reached,
        CASE WHEN is_down THEN start <= due_goal ELSE start >= due_goal END AS is_passed) to_due
    CROSS JOIN LATERAL (SELECT to_due.is_reached, coalesce(CASE
        WHEN NOT to_due.is_passed AND g.value IS NOT NULL THEN greatest(0, least(1,
            (g.value - start)::numeric(70, 40) / (due_goal - start))) END, 0) AS part) due
    CROSS JOIN LATERAL (SELECT CASE WHEN projected IS NULL OR threshold IS NULL THEN by_status
        WHEN CASE WHEN is_down THEN projected <= threshold ELSE projected >= threshold END THEN 1
        WHEN by_part AND NOT to_threshold.is_passed
            THEN greatest(0, least(1, (projected - start)::numeric(70, 40) / (threshold - start)))
        ELSE 0 END AS part) f
    GROUP BY g.at, g.id
), credit AS (
    SELECT m.at, m.grant_id, m.slug, m.amount, m.achieved, m.booked,
        least(coalesce(m.costs_at_end, m.amount), m.amount) AS costs_wanted,
        CASE WHEN m.achieved IS NOT NULL THEN m.achieved::int WHEN m.by_part THEN coalesce(p.now, 0)
            ELSE 0 END AS now,
        CASE WHEN m.achieved IS NOT NULL THEN m.achieved::int
            ELSE coalesce(p.due, (NOT m.is_due)::int) END AS due,
        CASE WHEN m.achieved IS NOT NULL THEN m.achieved::int WHEN m.credit IS NOT NULL THEN m.credit
            WHEN p.id IS NULL OR p.is_grey THEN 0 ELSE p.forecast END AS forecast,
        CASE WHEN m.achieved IS NOT NULL THEN m.achieved::int WHEN m.credit IS NOT NULL THEN m.credit
            WHEN p.id IS NULL THEN 1 ELSE p.best END AS best
    FROM milestone m LEFT JOIN part p USING (at, id)
    UNION ALL
    SELECT g.at, g.id, NULL, g.award - coalesce(sum(m.amount), 0), NULL, 0,
        g.award - coalesce(sum(m.amount), 0), 0, 0, 0, 0
    FROM grants g LEFT JOIN milestone m ON m.at = g.at AND m.grant_id = g.id
    WHERE g.is_full GROUP BY g.at, g.id, g.award HAVING g.award <> coalesce(sum(m.amount), 0)
),

-- What was booked to no milestone goes to all by their amounts: whole cents, the largest remainder first.
weighed AS (
    SELECT c.*, g.award, g.stopped, sign(loose) AS sign, abs(loose) * 100 AS pot, share.whole,
        abs(loose) * 100 * c.amount - share.whole * worth AS remainder
    FROM credit c JOIN grants g ON g.at = c.at AND g.id = c.grant_id
    CROSS JOIN LATERAL (SELECT coalesce((SELECT b.amount FROM booked b
        WHERE b.at = g.at AND b.id = g.id AND b.milestone_id IS NULL), 0) AS loose) unattributed
    CROSS JOIN LATERAL (SELECT g.award AS worth) total
    CROSS JOIN LATERAL (SELECT div(abs(loose) * 100 * c.amount, worth) AS whole) share
), spread AS (
    SELECT w.*, booked + sign * 0.01 * (whole + (row_number() OVER (
            PARTITION BY at, grant_id ORDER BY remainder DESC, slug COLLATE "C" NULLS LAST
        ) <= pot - sum(whole) OVER (PARTITION BY at, grant_id))::int) AS costs
    FROM weighed w
), ending AS (
    SELECT s.*, greatest(0, costs) AS so_far,
        CASE WHEN stopped OR achieved IS FALSE THEN greatest(0, costs)
            ELSE greatest(costs_wanted, costs, 0) END AS wanted
    FROM spread s
), room AS (
    SELECT e.*, sum(wanted - so_far) OVER w AS coming, greatest(0, award - sum(so_far) OVER w) AS room
    FROM ending e WINDOW w AS (PARTITION BY at, grant_id)
), ended AS (
    SELECT r.*, CASE WHEN coming <= room THEN wanted
        ELSE so_far + ((wanted - so_far) * room)::numeric(70, 40) / coming END AS at_end
    FROM room r
), full_risk AS (
    SELECT at, grant_id, sum(costs) AS spent,
        least(sum(now * amount), sum(now * costs)) AS settled_now,
        least(sum(due * amount), sum(due * costs)) AS settled_due,
        least(sum((1 - forecast) * at_end), max(award)) AS expected,
        least(sum((1 - best) * at_end), max(award)) AS expected_low
    FROM ended GROUP BY at, grant_id
), rounded_risk AS (
    SELECT g.at, g.id, g.project_id, g.award, g.advances, g.risk_medium_pct, g.risk_high_pct,
        spent.amount AS at_stake,
        CASE WHEN g.is_full THEN g.award END AS maximum,
        round(round(f.spent - f.settled_now, 20), 2) AS unsecured,
        round(round(f.spent - f.settled_due, 20), 2) AS due_gap,
        round(round(f.expected, 20), 2) AS expected, round(round(f.expected_low, 20), 2) AS expected_low
    FROM grants g LEFT JOIN full_risk f ON f.at = g.at AND f.grant_id = g.id
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(b.amount), 0) AS amount FROM booked b WHERE b.at = g.at AND b.id = g.id
    ) spent
), risk AS MATERIALIZED (
    SELECT r.*, at_stake - unsecured AS settled, greatest(0, advances - at_stake) AS unspent,
        greatest(0, at_stake - advances) AS prefinanced,
        CASE WHEN expected IS NULL THEN '' WHEN expected * 100 >= risk_high_pct * maximum THEN 'hoog'
            WHEN expected * 100 >= risk_medium_pct * maximum THEN 'midden' ELSE 'laag' END AS level
    FROM rounded_risk r
),

-- Every figure of a project over the members, by the key in force.
key AS (
    SELECT a.at, k.id, k.kind, k.population_year FROM asked a
    JOIN funding_allocationkey k ON k.programme_id = a.programme AND k.validity @> a.last_day
), agreed AS (
    SELECT k.at, m.code, coalesce(p.percent, p.amount) AS weight
    FROM key k JOIN funding_allocationpart p ON p.key_id = k.id
    JOIN regions_municipality m ON m.id = p.municipality_id
    WHERE k.kind IN ('agreed_percentages', 'explicit_amounts') AND coalesce(p.percent, p.amount) IS NOT NULL
    UNION ALL SELECT k.at, m.code, 1 FROM key k JOIN member m ON m.at = k.at WHERE k.kind = 'equal'
    UNION ALL SELECT * FROM (
        SELECT k.at, m.code,
            CASE WHEN count(*) OVER (PARTITION BY k.at) = m.members THEN p.inhabitants END AS weight
        FROM key k JOIN member m ON m.at = k.at
        JOIN regions_population p ON p.municipality_id = m.id AND p.year = k.population_year
        WHERE k.kind = 'population'
    ) inhabited WHERE weight IS NOT NULL
), weight AS (
    SELECT w.* FROM (SELECT a.*, sum(a.weight) OVER (PARTITION BY at) AS weights FROM agreed a) w
    WHERE weights > 0
), amount AS (
    SELECT at, project_id, figure.name, sum(figure.amount) AS amount
    FROM risk CROSS JOIN LATERAL (VALUES
        (1, award), (2, maximum), (3, at_stake), (4, unsecured), (5, unspent), (6, due_gap), (7, expected)
    ) AS figure (name, amount)
    GROUP BY at, project_id, figure.name
), divided AS (
    SELECT a.at, a.project_id, a.name, w.code, sign(a.amount) AS sign, abs(a.amount) * 100 AS pot,
        share.whole,
        abs(a.amount) * 100 * w.weight - share.whole * w.weights AS remainder
    FROM amount a JOIN weight w ON w.at = a.at
    CROSS JOIN LATERAL (SELECT div(abs(a.amount) * 100 * w.weight, w.weights) AS whole) share
    WHERE a.amount IS NOT NULL
), parted AS (
    SELECT at, project_id, name, code, sign * 0.01 * (whole + (row_number() OVER (
            PARTITION BY at, project_id, name ORDER BY remainder DESC, code COLLATE "C"
        ) <= pot - sum(whole) OVER (PARTITION BY at, project_id, name))::int) AS amount
    FROM divided
), share AS (
    SELECT at, project_id, code, array_agg(amount ORDER BY name) AS amounts FROM (
        SELECT a.at, a.project_id, m.code, a.name, p.amount
        FROM amount a JOIN member m ON m.at = a.at
        LEFT JOIN parted p
            ON p.at = a.at AND p.project_id = a.project_id AND p.name = a.name AND p.code = m.code
    ) known GROUP BY at, project_id, code
)
SELECT 'status' AS what, at, id AS thing, NULL::uuid AS municipality, word,
    word = 'on_track' AND projected IS NOT NULL AND coalesce(
        (direction = 'down' OR end_lower IS NOT NULL) AND (direction = 'up' OR end_upper IS NOT NULL)
        AND (direction <> 'down' AND projected < end_lower OR direction <> 'up' AND projected > end_upper),
        false) AS warns,
    ARRAY[round(round(value, 10), 6), round(lower, 6), round(upper, 6),
        CASE WHEN grey IS NULL THEN round(round(margin, 10), 6) END,
        round(round(projected, 10), 6)] AS figures
FROM status
UNION ALL
SELECT 'risk', at, id, NULL, level, false,
    ARRAY[maximum, at_stake, unsecured, settled, unspent, prefinanced, due_gap, expected, expected_low,
        advances]
FROM risk
UNION ALL
SELECT 'share', s.at, s.project_id, m.id, '', false,
    round(w.weight::numeric(70, 40) * 100 / w.weights, 6) || s.amounts
FROM share s JOIN member m ON m.at = s.at AND m.code = s.code
LEFT JOIN weight w ON w.at = s.at AND w.code = s.code
