import startModule from '@wllama/wllama/src/multi-thread/wllama.js';
import { answerReach } from '../reach.ts';
import { tellRequests } from '../requests.ts';

// One of llama.cpp's threads: the same script as in the worker that starts it, which sees by this worker's name (`em-pthread`) what it is, and waits to be told
// which memory it shares.
answerReach();
tellRequests();
startModule({}, undefined);
