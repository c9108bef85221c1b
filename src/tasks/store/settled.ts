/** How a decision by hand ended: the next that routing said of the task, which for a ruling that upholds is nothing. */
export const DISPATCH = `LEFT JOIN LATERAL (SELECT next.type, next.at FROM event AS next
    WHERE next.task_id = event.task_id AND next.revision > event.revision AND next.type IN ('routed', 'routingFailed')
    ORDER BY next.revision LIMIT 1) AS dispatch ON event.type = 'assign'`;

/** That an event is a decision by hand which was carried out: what never came to a unit is nobody's precedent. */
export const SETTLED = `event.type IN ('assign', 'uphold') AND (event.type = 'uphold' OR dispatch.type = 'routed')`;
