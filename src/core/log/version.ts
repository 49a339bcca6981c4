/**
 * Version of the event log. Raised whenever an event changes its meaning or loses a field. What is only added (an optional field, a kind of event,
 * a word of `ThoughtEnd`) leaves it as it is: readers keep fields and events that they do not know.
 */
export const RUN_LOG_SCHEMA = 1;
