namespace StepFlow.Tests.ConsoleUI.Executions;

/// <summary>State machines that come to every state worth looking at.</summary>
internal static class ExecutionStories
{
    /// <summary>Waits for a task token between two Pass states.</summary>
    public const string Approval = """
        {"StartAt":"Prepare","States":{
          "Prepare":{"Type":"Pass","Result":{"order":17,"total":99.5},"Next":"Approve"},
          "Approve":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","HeartbeatSeconds":3600,"TimeoutSeconds":86400,
            "Parameters":{"FunctionName":"worker","Payload":{"input_value":1,"task_token.$":"$$.Task.Token"}},"Next":"Ship"},
          "Ship":{"Type":"Pass","End":true}}}
        """;

    /// <summary>A function that fails twice and is retried, one that is caught, and one that brings the execution down.</summary>
    public const string Failing = """
        {"StartAt":"Reserve","States":{
          "Reserve":{"Type":"Task","Resource":"WORKER","Parameters":{"input_value":4,"fail":"TransientError","fail_times":2,"retry_count.$":"$$.State.RetryCount"},
            "Retry":[{"ErrorEquals":["TransientError"],"IntervalSeconds":1,"BackoffRate":1.5,"MaxAttempts":3}],"ResultPath":"$.reserved","Next":"Notify"},
          "Notify":{"Type":"Task","Resource":"WORKER","Parameters":{"input_value":1,"fail":"PermanentError","cause":"Nobody listens to this address."},
            "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.notified","Next":"Pay"}],"ResultPath":"$.notified","Next":"Pay"},
          "Pay":{"Type":"Task","Resource":"WORKER","Parameters":{"input_value":1,"fail":"PermanentError","cause":"The card was declined."},"Next":"Done"},
          "Done":{"Type":"Succeed"}}}
        """;

    public const string Branches = """
        {"StartAt":"Both","States":{
          "Both":{"Type":"Parallel","Next":"Sum","Branches":[
            {"StartAt":"Double","States":{"Double":{"Type":"Task","Resource":"WORKER","Parameters":{"input_value.$":"$.n","stall_seconds":0.4},"End":true}}},
            {"StartAt":"Pause","States":{"Pause":{"Type":"Wait","Seconds":1,"Next":"Square"},
              "Square":{"Type":"Task","Resource":"WORKER","Parameters":{"input_value.$":"$.n","operation":"square"},"End":true}}}]},
          "Sum":{"Type":"Pass","Parameters":{"doubled.$":"$[0].result","squared.$":"$[1].result"},"Assign":{"twice.$":"$.doubled"},"End":true}}}
        """;

    /// <summary>A hundred iterations, of which every tenth is caught.</summary>
    public const string Iterations = """
        {"QueryLanguage":"JSONata","StartAt":"Each","States":{
          "Each":{"Type":"Map","Items":"{% [1..100] %}","MaxConcurrency":10,"Next":"Count","ItemProcessor":{"StartAt":"Work","States":{
            "Work":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"worker","Payload":{"input_value":"{% $states.input %}",
              "fail":"{% $states.input % 10 = 0 ? 'PermanentError' : null %}","cause":"Tens are not served here."}},
              "Catch":[{"ErrorEquals":["States.ALL"],"Next":"Skip"}],"Output":"{% $states.result.Payload.result %}","Next":"Keep"},
            "Skip":{"Type":"Pass","Output":0,"End":true},
            "Keep":{"Type":"Pass","End":true}}}},
          "Count":{"Type":"Pass","Output":"{% $sum($states.input) %}","End":true}}}
        """;

    /// <summary>A distributed Map over its input.</summary>
    public const string Distributed = """
        {"StartAt":"Spread","States":{"Spread":{"Type":"Map","ItemsPath":"$.items","ToleratedFailurePercentage":50,"Label":"Orders","ItemProcessor":{
          "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"One","States":{
          "One":{"Type":"Choice","Choices":[{"Variable":"$","NumericEquals":3,"Next":"Refuse"}],"Default":"Take"},
          "Refuse":{"Type":"Fail","Error":"Unlucky","Cause":"Three is refused."},"Take":{"Type":"Succeed"}}},"End":true}}}
        """;

    /// <summary>One Pass for each item of its input: four events each.</summary>
    public const string ManyEvents = """
        {"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.items","End":true,"ItemProcessor":{"StartAt":"One","States":{"One":{"Type":"Pass","End":true}}}}}}
        """;

    public const string AtOnce = """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""";
}
