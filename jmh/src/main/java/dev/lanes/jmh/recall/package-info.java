/// A recall that is asked for, beside the narrowest beam that reaches it.
package dev.lanes.jmh.recall;
