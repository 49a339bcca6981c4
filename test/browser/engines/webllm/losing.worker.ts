// The engine's own worker, whose GPU can be taken away: a message on the channel "lose-gpu" destroys its device.
import './lose-gpu.ts';
import '../../../../src/engines/webllm/engine.worker.ts';
